/** The console's own rules: catalogues in parity and in use, the glossary's Arabic, logical CSS, no text in code. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  AnswerStatus,
  HitState,
  ImportStatus,
  Instruction,
  ListingKind,
  MessageChannel,
  MessageStatus,
  NameQuality,
  ProposalKind,
  ProposalStatus,
  Purpose,
  ReasonCode,
  Role,
  TravellerRole,
  TravelStatus,
  Verdict,
} from '@jisr/contract';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { type Catalogue, mergeCatalogues } from './text.ts';

const root = fileURLToPath(new URL('.', import.meta.url));
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) =>
  path.replaceAll('\\', '/'),
);
const read = (path: string) => readFileSync(`${root}${path}`, 'utf8');
/** Source without its comments: examples in TSDoc are no use of a text. */
const source = (path: string) => read(path).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const code = paths.filter((path) => /\.tsx?$/.test(path) && !/\.(test|d)\.ts$/.test(path));
const styles = paths.filter((path) => path.endsWith('.css'));
const files = Object.fromEntries(
  paths
    .filter((path) => /messages\/(ar|en)\.json$/.test(path))
    .map((path) => [`./${path}`, JSON.parse(read(path)) as Catalogue]),
);
const catalogues = { ar: mergeCatalogues(files, 'ar'), en: mergeCatalogues(files, 'en') };

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
/** The parameters of a message with their kind, options of plurals and selects included. */
function parametersOf(elements: readonly Element[]): readonly string[] {
  return elements.flatMap((element) => {
    const inner =
      'options' in element
        ? Object.values(element.options).flatMap((option) => parametersOf(option.value))
        : [];
    return element.type === 0 || element.type === 7 ? inner : [element.value, ...inner];
  });
}
const parameters = (text: string) => [
  ...new Set(parametersOf(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())),
];

/** Literal keys and template prefixes of `t(…)` and of anything that looks like a key of a known catalogue. */
function usedKeys(): { readonly literal: ReadonlySet<string>; readonly prefixes: readonly string[] } {
  const literal = new Set<string>();
  const prefixes: string[] = [];
  for (const path of code) {
    const text = source(path);
    for (const [, key] of text.matchAll(/['"`]([a-z][a-z-]*\.[\w.-]+)['"`]/g)) if (key) literal.add(key);
    for (const [, prefix] of text.matchAll(/`([a-z][a-z-]*\.[\w.-]*)\$\{/g))
      if (prefix) prefixes.push(prefix);
  }
  return { literal, prefixes };
}

/** The forms of each plural of a message: `one`, `two`, `=0` … */
function pluralForms(text: string): string[][] {
  return new IntlMessageFormat(text, 'ar', undefined, { ignoreTag: true })
    .getAst()
    .flatMap((element) => ('pluralType' in element ? [Object.keys(element.options)] : []));
}

describe('catalogues', () => {
  const keys = { ar: Object.keys(catalogues.ar).sort(), en: Object.keys(catalogues.en).sort() };

  it('have the same keys in both languages', () => {
    expect(keys.ar).toEqual(keys.en);
  });

  it('take the same parameters in both languages', () => {
    const differing = keys.en.filter((key) => {
      const [en, ar] = [parameters(catalogues.en[key] ?? ''), parameters(catalogues.ar[key] ?? '')];
      return [...en].sort().join() !== [...ar].sort().join();
    });
    expect(differing).toEqual([]);
  });

  it('form every Arabic plural in all its forms, unless its one text agrees with any number', () => {
    const poor = keys.ar.filter((key) => {
      const [en, ar] = [catalogues.en[key] ?? '', catalogues.ar[key] ?? ''];
      if (/, plural,/.test(en) !== /, plural,/.test(ar)) return true;
      return pluralForms(ar).some((forms) => {
        const needed = ['one', 'two', 'few', 'many', 'other'].filter((form) => !forms.includes(form));
        return needed.length > 0 && forms.some((form) => form !== '=0' && form !== 'other');
      });
    });
    expect(poor).toEqual([]);
  });

  it('have no key that nobody uses, and lack none that is used', () => {
    const { literal, prefixes } = usedKeys();
    const folders = new Set(keys.en.map((key) => key.split('.')[0] ?? ''));
    const unused = keys.en.filter(
      (key) => !literal.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    const missing = code.flatMap((path) =>
      [...source(path).matchAll(/\bt\(\s*'([^']+)'/g)]
        .map(([, key]) => key ?? '')
        .filter((key) => !(key in catalogues.en)),
    );
    const empty = prefixes.filter(
      (prefix) => folders.has(prefix.split('.')[0] ?? '') && !keys.en.some((key) => key.startsWith(prefix)),
    );
    expect({ unused, missing, empty }).toEqual({ unused: [], missing: [], empty: [] });
  });

  it('have a word for every value of the contract’s vocabularies', () => {
    const vocabularies = {
      'hit-state': HitState,
      verdict: Verdict,
      instruction: Instruction,
      reason: ReasonCode,
      role: Role,
      'traveller-role': TravellerRole,
      'travel-status': TravelStatus,
      answer: AnswerStatus,
      'message-status': MessageStatus,
      channel: MessageChannel,
      'listing-kind': ListingKind,
      'name-quality': NameQuality,
      'import-status': ImportStatus,
      'proposal-kind': ProposalKind,
      'proposal-status': ProposalStatus,
      purpose: Purpose,
    };
    const wanted = Object.entries(vocabularies).flatMap(([name, { options }]) =>
      options.map((value) => `words.${name}.${value}`),
    );
    expect(wanted.filter((key) => !(key in catalogues.ar))).toEqual([]);
  });
});

describe('the Arabic texts', () => {
  /** English term of the glossary → the Arabic that must appear with it. */
  const glossary: readonly (readonly [RegExp, RegExp])[] = [
    [/\bwatchlists?\b/i, /قائمة|قوائم|القائمة/],
    [/\bhits?\b/i, /تطابق/],
    [/\bcrossings?\b/i, /رحل/],
    [/\bcarriers?\b/i, /ناقل/],
    [/\bquarantined?\b/i, /الحجر/],
    [/\breferrals?\b/i, /إحال/],
    [/\bsupervisors?\b/i, /مشرف/],
    [/\badministrators?\b/i, /مدير النظام/],
    [/\bpassports?\b/i, /جواز/],
    [/\bcrew\b/i, /طاقم/],
    [/\bclearances?\b/i, /براءة/],
    [/\blistings?\b/i, /قيد|قيود/],
  ];
  /** Mistakes seen in the field: a wish list, a wristwatch, transliterations. */
  const wrong =
    /قائمة الرغبات|قوائم ساعة|قائمة الساعة|ووتش|ليست|هيت|ماتش|باسبور|كرو |أوكي|سيستم|داتا|أدمن|لوغ|إيميل|باسورد|فلايت/;

  it('use none of the wrong words', () => {
    expect(Object.entries(catalogues.ar).filter(([, text]) => wrong.test(text))).toEqual([]);
  });

  it('use the glossary’s word wherever the English names its term', () => {
    const astray = Object.entries(catalogues.en).flatMap(([key, text]) =>
      glossary
        .filter(
          ([english, arabic]) =>
            english.test(text.replaceAll(/\{\w+\}/g, '')) && !arabic.test(catalogues.ar[key] ?? ''),
        )
        .map(([english]) => `${key} ${english.source}`),
    );
    expect(astray).toEqual([]);
  });

  it('are Arabic', () => {
    const latin = Object.entries(catalogues.ar).filter(
      ([, text]) => !/[\u0621-\u064a]/.test(text) && /[A-Za-z]{3,}/.test(text.replace(/\{[^{}]*\}/g, '')),
    );
    expect(latin).toEqual([]);
  });
});

describe('styles', () => {
  const physical =
    /(?:^|[\s;{-])(?:left|right|top|bottom|(?:margin|padding|border|inset)-(?:left|right|top|bottom)[\w-]*)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)|(?<![\w-])(?:min-|max-)?(?:width|height)\s*:/m;

  it('are logical: no left, right, top, bottom, width or height', () => {
    const found = styles.flatMap((path) =>
      read(path)
        .replaceAll(/@media[^{]*\{/g, '{')
        .split('\n')
        .filter((line) => physical.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it('are logical in style properties too', () => {
    const found = code.flatMap((path) =>
      [
        ...read(path).matchAll(
          /\b(?:ml|mr|pl|pr)=|\b(?:marginLeft|marginRight|paddingLeft|paddingRight|borderLeft|borderRight)\b|textAlign: '(?:left|right)'/g,
        ),
      ].map(([text]) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('name no colour outside the tokens', () => {
    const found = styles
      .filter((path) => path !== 'tokens.css')
      .flatMap((path) =>
        [...read(path).matchAll(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(/gi)].map(([text]) => `${path}: ${text}`),
      );
    expect(found).toEqual([]);
  });

  it('mute text by a token that meets AA, never by Mantine’s dimmed', () => {
    expect(code.filter((path) => /c=["'{]+dimmed/.test(read(path)))).toEqual([]);
  });
});

describe('the code', () => {
  it('holds no text of its own: prose is in the catalogues', () => {
    // The mark's own name, and identifiers in capitals (SHA-256).
    const allowed = /^(جسر|Jisr|جسر Jisr|[A-Z0-9-]+)$/;
    const found = code
      .filter((path) => path.endsWith('.tsx'))
      .flatMap((path) =>
        [...source(path).matchAll(/>\s*([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*?)\s*<\/[a-z]/gu)]
          .map(([, text]) => (text ?? '').trim())
          .filter((text) => !allowed.test(text))
          .map((text) => `${path}: ${text}`),
      );
    expect(found).toEqual([]);
  });

  it('holds no text in properties that are shown or read aloud', () => {
    const shown =
      /\b(?:label|title|placeholder|description|aria-label|alt)="[^"]*(?:\p{Ll}|\p{Lo}){2,}[^"]*"/gu;
    const found = code.flatMap((path) =>
      [...source(path).matchAll(shown)].map(([text]) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });
});
