import { createPrivateKey, generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { Signer } from '../ports/signer.ts';

/** Ed25519 by the crypto library of Node. */
export const nodeSigner: Signer = {
  makeKeys: async () => {
    const { privateKey, publicKey } = await promisify(generateKeyPair)('ed25519', {});
    return {
      privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  },
  sign: async (privatePem, data) => sign(null, data, createPrivateKey(privatePem)),
};
