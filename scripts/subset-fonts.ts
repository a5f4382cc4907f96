/**
 * Cuts the fonts of documents out of the whole Noto Sans: four times faster PDFs, and only what fr, en, ru and client names of the
 * neighbouring languages need. Run by hand after a font update; the result is committed. Usage: node scripts/subset-fonts.ts
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { create } from 'fontkit';
import subsetFont from 'subset-font';

const SOURCE = new URL('../node_modules/@expo-google-fonts/noto-sans/', import.meta.url);
const TARGET = new URL('../assets/fonts/', import.meta.url);

/** Unicode blocks kept, where the font has them. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x7e], // Basic Latin
  [0xa0, 0x24f], // Latin-1, Latin Extended-A and -B
  [0x2b0, 0x36f], // spacing modifiers, combining marks
  [0x370, 0x3ff], // Greek
  [0x400, 0x52f], // Cyrillic and its supplement
  [0x1e00, 0x1eff], // Latin Extended Additional
  [0x2000, 0x206f], // punctuation, with the narrow no-break space of French
  [0x2070, 0x209f], // superscripts and subscripts
  [0x20a0, 0x20cf], // currencies
  [0x2100, 0x218f], // letter-like, №, fractions
  [0x2190, 0x21ff], // arrows
  [0x2200, 0x22ff], // mathematics
  [0xfffd, 0xfffd], // stands for what the font has not
];

const FACES = [
  ['400Regular/NotoSans_400Regular.ttf', 'NotoSans-Regular.ttf'],
  ['600SemiBold/NotoSans_600SemiBold.ttf', 'NotoSans-SemiBold.ttf'],
] as const;

const wanted = RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index))).join('');

/** Runs of code points that follow each other, as first and last. */
function runsOf(points: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const point of [...points].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === point - 1) last[1] = point;
    else runs.push([point, point]);
  }
  return runs;
}

await mkdir(TARGET, { recursive: true });
const covered: number[][] = [];
for (const [source, target] of FACES) {
  const whole = await readFile(new URL(source, SOURCE));
  const subset = await subsetFont(whole, wanted, { targetFormat: 'truetype', noHinting: true, keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp'] });
  await writeFile(new URL(target, TARGET), subset);
  covered.push([...create(subset).characterSet]);
  process.stdout.write(`${target}: ${whole.length} → ${subset.length} bytes\n`);
}
const [first = [], ...others] = covered.map((points) => new Set(points));
const everywhere = [...first].filter((point) => others.every((points) => points.has(point)));
await writeFile(new URL('coverage.json', TARGET), `${JSON.stringify(runsOf(everywhere))}\n`);
await copyFile(new URL('LICENSE_FONT', SOURCE), new URL('OFL.txt', TARGET));
