/** What bundles read of the runtime they believe to be in. */
export const VERSIONS = { ...process.versions, electron: '45.4.1', chrome: '156.0.8078.79' };

export function pretendVersions(): void {
  Object.defineProperty(process, 'versions', { value: VERSIONS });
}
