// One file for the pages that draw: each file more that the app can load makes the first one longer.
export { RegionPage } from './region-page';
export { TurnaroundPage } from './turnaround-page';
export { PathsPage } from '../paths/paths-page';
export { OwnWhatIfPage } from '../what-if/own-what-if-page';
export { WhatIfPage } from '../what-if/what-if-page';
