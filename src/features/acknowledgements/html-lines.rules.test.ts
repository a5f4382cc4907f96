import { describe, expect, test } from 'vitest';
import { htmlLines } from './html-lines.rules.ts';

const WORDS = 'I have read and understood';

describe('text that nobody can see in an HTML mail', () => {
  test.each([
    `<div style="display:none">${WORDS}</div>`,
    `<p style="DISPLAY : none !important">${WORDS}</p>`,
    `<p style="display&#58;none">${WORDS}</p>`,
    `<div style="display:none"><span style="display:inline">${WORDS}</span></div>`,
    `<b style="display:none"><b></b>${WORDS}</b>`,
    `<span style='visibility:hidden'>${WORDS}</span>`,
    `<span hidden>${WORDS}</span>`,
    `<font style="font-size:0">${WORDS}</font>`,
    `<font style="font-size:1px">${WORDS}</font>`,
    `<font style="font:0/0 a">${WORDS}</font>`,
    `<div style="max-height:0;overflow:hidden">${WORDS}</div>`,
    `<div style="height:0px;overflow:hidden">${WORDS}</div>`,
    `<div style="opacity:0">${WORDS}</div>`,
    `<div style="position:absolute;left:-9999px">${WORDS}</div>`,
    `<div style="color:#fff">${WORDS}</div>`,
    `<div style="color:rgb(254, 254, 254)">${WORDS}</div>`,
    `<font color="white">${WORDS}</font>`,
    `<div style="color:transparent">${WORDS}</div>`,
    `<div style="color:rgba(0,0,0,0)">${WORDS}</div>`,
    `<table bgcolor="#000000"><tr><td>${WORDS}</td></tr></table>`,
    `<style>.ghost, p.x { display: none }</style><p class="note ghost">${WORDS}</p>`,
    `<style>@media screen { #ghost { font-size: 0 } }</style><p id="ghost">${WORDS}</p>`,
    `<!-- ${WORDS} -->`,
    `<!--[if mso]>${WORDS}<![endif]-->`,
    `<img alt="> ${WORDS}">`,
    `<a title='x > ${WORDS}'></a>`,
    `<template>${WORDS}</template>`,
    `<iframe>${WORDS}</iframe>`,
    `<p ${'x '.repeat(5000)}>${WORDS}</p>`,
    `<p ${WORDS}`,
  ])('is left out: %#', (html) => {
    expect(htmlLines(`<p>No thanks</p>${html}`).trim()).toBe('No thanks');
  });

  test.each([
    `<p style="display:none">secret<p>${WORDS}</p>`,
    `<div style="display:none">secret</div>${WORDS}`,
    `<td style="font-size:0"><span style="font-size:14px">${WORDS}</span></td>`,
    `<div style="visibility:hidden"><span style="visibility:visible">${WORDS}</span></div>`,
    `<body bgcolor="black" text="white"><p>${WORDS}</p></body>`,
    `<div style="background:#222;color:#fff">${WORDS}</div>`,
    `<div style="color:hsl(0,0%,0%)">${WORDS}</div>`,
    `<div style="overflow: hidden; height: 40px">${WORDS}</div>`,
    `<p class="MsoNormal" style="margin:0;font:11pt Calibri;color:windowtext">${WORDS}<o:p></o:p></p>`,
    `<head><meta charset="utf-8"><body>${WORDS}`,
    `1 < 2. ${WORDS}`,
  ])('takes nothing readable with it: %#', (html) => {
    expect(htmlLines(html)).toContain(WORDS);
  });

  test('ends no quotation by a stray tag', () => {
    expect(htmlLines(`<p><blockquote></p>${WORDS}</blockquote>`)).toMatch(/^> I have read/m);
    expect(htmlLines(`${'<div>'.repeat(2500)}<blockquote>${WORDS}</blockquote>`)).not.toMatch(/^I have read/m);
  });

  test('is found in a large mail in good time', () => {
    for (const part of ['<b>', '<a "', "<a x='", '<style', '</div>', '<p style="color:#fff">', '<!--']) {
      const start = performance.now();
      htmlLines(part.repeat(400_000 / part.length));
      expect(performance.now() - start, part).toBeLessThan(3000);
    }
  });
});
