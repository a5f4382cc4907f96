export { TextsCard } from './overview/texts-card.tsx';
export { VersionsCard } from './versions/versions-card.tsx';
