// One file for the pages of the programmes: each file more that the app can load makes the first one longer.
export { ProgrammesPage } from './programmes-page';
