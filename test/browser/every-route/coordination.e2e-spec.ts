import { lookAtPages } from '../../support/look-at-pages.js';

lookAtPages('coordination');
