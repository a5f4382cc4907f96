export { MailHtml, MailText } from './mail-html.tsx';
export { PdfPane } from './pdf-pane.tsx';
