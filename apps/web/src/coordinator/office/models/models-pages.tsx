// One file for the pages of the library: each file more that the app can load makes the first one longer.
export { ModelPage } from './model-page';
export { ModelsPage } from './models-page';
