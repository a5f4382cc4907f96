import type { ResourceKey } from 'i18next';

/** What a page begins with, by path. */
export const texts = import.meta.glob<ResourceKey>('../../../locales/en/{common,shell,welcome,today,errors}.json', { eager: true, import: 'default' });
