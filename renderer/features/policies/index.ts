export { VersionsCard } from './versions-card.tsx';
