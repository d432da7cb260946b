import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { createHostClient } from './host';
import { App } from './shell/App';
import { HostContext } from './shell/host-context';
import { createAppStore, StoreContext } from './store/app-store';
import { connectStore } from './store/connect-store';
import './styles.css';

// zod would try to compile its parsers with eval, which the content policy refuses.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root element');

const host = createHostClient();
const store = createAppStore(host);
connectStore(store, host);

createRoot(root).render(
  <StrictMode>
    <HostContext value={host}>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </HostContext>
  </StrictMode>,
);
