/** What main did that leaves no trace in a page: read by the tests. */
export const records = {
  sandboxEnabled: false,
  schemes: list<unknown>(),
  windows: list<unknown>(),
  shown: 0,
  focused: 0,
  forks: list<{ modulePath: string; serviceName: string }>(),
  utilityProcesses: list<number>(),
  openedExternally: list<string>(),
  openedPaths: list<string>(),
  dialogs: list<unknown>(),
  badges: list<number>(),
  notifications: list<{ title: string; body: string }>(),
  refusedNavigations: list<string>(),
  cancelledRequests: list<string>(),
  served: list<string>(),
  popups: list<{ url: string; action: string }>(),
  badSenders: 0,
  relaunched: 0,
  crashReporter: unset(),
  aboutPanel: unset(),
  themeSource: 'system',
  permissions: { request: false, check: false, device: false, displayMedia: 'unset' },
};

function list<T>(): T[] {
  return [];
}

function unset(): unknown {
  return null;
}
