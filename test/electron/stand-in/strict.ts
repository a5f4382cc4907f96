/** Makes any use of a member that is not modelled fail by name, so that no test passes on something that was never there. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get: (object, key, receiver) => {
      if (typeof key === 'string' && !(key in object) && key !== 'then' && key !== 'toJSON') throw new Error(`The stand-in has no ${name}.${key}`);
      const value: unknown = Reflect.get(object, key, object === receiver ? receiver : object);
      return typeof value === 'function' && !isClass(value) ? value.bind(object) : value;
    },
  });
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && Function.prototype.toString.call(value).startsWith('class');
}
