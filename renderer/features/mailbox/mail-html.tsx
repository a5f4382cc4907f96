import DOMPurify from 'dompurify';
import { useEffect, useRef } from 'react';
import './mail-view.css';

const TAGS =
  'a abbr address b blockquote br caption code dd div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul'.split(
    ' ',
  );
const ATTRIBUTES = ['href', 'lang', 'dir', 'colspan', 'rowspan', 'scope'];
const HEADINGS = 'h1, h2, h3, h4, h5, h6';
/** The first heading of a mail stands below the h2 that names it. */
const TOP_LEVEL = 3;

/**
 * The HTML of a mail in the app's own dress: no style of the mail, no image, no form, no script, and headings that continue
 * those of the page. Links open outside.
 */
export function MailHtml({ html, language, label }: { html: string; language?: string; label: string }) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.replaceChildren(safeContent(html)), [html]);
  return <article ref={place} className="mail-view" aria-label={label} lang={language} />;
}

/** The plain text of a mail, line by line as it is. */
export function MailText({ text, language, label }: { text: string; language?: string; label: string }) {
  return (
    <article className="mail-view mail-text" aria-label={label} lang={language}>
      {text}
    </article>
  );
}

function safeContent(html: string): DocumentFragment {
  const content = DOMPurify.sanitize(withoutInlineCode(html), {
    RETURN_DOM_FRAGMENT: true,
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
  for (const link of content.querySelectorAll('a[href]')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  lowerHeadings(content);
  return content;
}

/**
 * Renames what the page's content security policy would refuse and report while the text is parsed. This keeps the report
 * free of noise and is no protection: the sanitiser after it is.
 */
function withoutInlineCode(html: string): string {
  return html.replace(/<style\b[^>]*>[\s\S]*?<\/style>/gi, '').replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(?:style|on\w+)\s*=/gi, ' data-dropped='));
}

function lowerHeadings(content: DocumentFragment): void {
  const headings = [...content.querySelectorAll(HEADINGS)];
  const levelOf = (heading: Element) => Number(heading.tagName.slice(1));
  const by = TOP_LEVEL - Math.min(...headings.map(levelOf));
  for (const heading of headings) {
    const lowered = document.createElement(`h${Math.min(6, levelOf(heading) + by)}`);
    lowered.replaceChildren(...heading.childNodes);
    heading.replaceWith(lowered);
  }
}
