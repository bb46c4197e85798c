import { createRoot } from 'react-dom/client';
import { LocaleProvider } from '../shared/locale/locale';
import '../shared/style/main.scss';
import { ComponentsPage } from './components-page';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

createRoot(root).render(
  <LocaleProvider>
    <ComponentsPage />
  </LocaleProvider>,
);
