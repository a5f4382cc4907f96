import { safeStorage } from 'electron/main';

/** Seals text with a key that only the system gives out to this user, and opens it again. Null: not protected here, or refused. */
export interface SystemSealer {
  seal(text: string): Promise<string | null>;
  /** `resealed` is the text sealed again when the system has a better key now. */
  open(sealed: string): Promise<{ readonly value: string; readonly resealed: string | null } | null>;
}

/** The key store of the operating system. After ready. A refusal is told to `onRefusal`; the sealed text stays good for a later try. */
export function systemSealer(platform: string, onRefusal: (cause: unknown) => void): SystemSealer {
  const sealed = async (text: string): Promise<string> => (await safeStorage.encryptStringAsync(text)).toString('base64');
  const unlessRefused = async <T>(work: () => Promise<T | null>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      onRefusal(error);
      return null;
    }
  };
  return {
    seal: (text) => unlessRefused(async () => (isProtected(platform) && (await safeStorage.isAsyncEncryptionAvailable()) ? sealed(text) : null)),
    open: (text) =>
      unlessRefused(async () => {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(text, 'base64'));
        return { value: result, resealed: shouldReEncrypt ? await sealed(result) : null };
      }),
  };
}

/** On Linux without a key ring Chromium seals with a password that is in its source: no protection, so nothing is stored. */
function isProtected(platform: string): boolean {
  if (platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}
