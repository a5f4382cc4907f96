import { X } from 'lucide-react';
import { Button } from 'react-aria-components';

interface TagListProps {
  label: string;
  tags: readonly { readonly id: string; readonly label: string; readonly remove: string }[];
  onRemove(id: string): void;
}

/** Things that were added one by one, each with a button that takes it away. */
export function TagList({ label, tags, onRemove }: TagListProps) {
  if (tags.length === 0) return null;
  return (
    <ul className="row" aria-label={label}>
      {tags.map((tag) => (
        <li key={tag.id} className="removable">
          {tag.label}
          <Button className="removable-button" aria-label={tag.remove} onPress={() => onRemove(tag.id)}>
            <X size={14} aria-hidden />
          </Button>
        </li>
      ))}
    </ul>
  );
}
