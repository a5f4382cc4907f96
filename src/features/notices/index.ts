export { noticesHandlers, withdrawNotice } from './notices.handlers.ts';
export { textPreviewHandlers } from './text-preview.ts';
