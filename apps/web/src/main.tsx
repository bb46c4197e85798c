import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { router } from './router';
import { LocaleProvider } from './shared/locale/locale';
import './shared/style/main.scss';
import { NowProvider } from './shared/time/now';

const now = (): Date => new Date();
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root element');

createRoot(root).render(
  <NowProvider source={now}>
    <LocaleProvider>
      <RouterProvider router={router} />
    </LocaleProvider>
  </NowProvider>,
);
