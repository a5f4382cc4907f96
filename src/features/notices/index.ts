export { noticesHandlers, withdrawNotice } from './notices.handlers.ts';
