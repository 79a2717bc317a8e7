import { createRoot } from 'react-dom/client';
import { Root } from './app/Root.tsx';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
createRoot(place).render(<Root />);
