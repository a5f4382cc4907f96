export { ListRemoval } from './list-removal.tsx';
