/** What shells may do without a data folder: say what a saved mail is. */
export { type ClassifyTools, classifyFile } from '../features/bounces/index.ts';
