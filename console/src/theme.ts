/** Mantine under our own tokens: its variables point at ours, so that no colour is fixed to one theme. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Mantine asks for ten shades; ours are only read where a component has no variable of its own. */
const teal: MantineColorsTuple = [
  '#e2f0f0',
  '#c6e2e2',
  '#9fcfd0',
  '#76babc',
  '#4fa4a7',
  '#2f8b8f',
  '#17757a',
  '#0b5d63',
  '#084a4f',
  '#05373b',
];

/** Mantine's neutral greys, as cool as ours. */
const gray: MantineColorsTuple = [
  '#f7f9fa',
  '#eef3f5',
  '#e4eaed',
  '#d9e1e5',
  '#c9d4d9',
  '#9fb0b9',
  '#7d8f99',
  '#4c5d66',
  '#2f3f48',
  '#14232b',
];
const dark: MantineColorsTuple = [
  '#e2eaee',
  '#a4b4bd',
  '#8496a0',
  '#657681',
  '#34434c',
  '#28343b',
  '#1b252b',
  '#141c21',
  '#10171b',
  '#0d1317',
];

const FONT = "'IBM Plex Sans Arabic', system-ui, 'Segoe UI', Tahoma, sans-serif";

/**
 * Text on the filled accent follows the theme: white on deep teal, near-black on the light teal of the dark theme. What
 * cannot be taken back is in the red of our own tokens, which can be read in both themes.
 */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.color === 'red' && input.variant === 'outline')
    return { ...colors, color: 'var(--now)', border: '1px solid var(--now)', hover: 'var(--now-soft)' };
  if (input.color === 'red' && input.variant === 'filled')
    return { ...colors, color: 'var(--on-now)', background: 'var(--now-solid)', hover: 'var(--now-solid)' };
  return input.variant === 'filled' && (input.color ?? 'teal') === 'teal'
    ? { ...colors, color: 'var(--on-accent)' }
    : colors;
};

export const theme = createTheme({
  variantColorResolver: variantColors,
  colors: { teal, gray, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Consolas, monospace",
  headings: { fontFamily: FONT, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 4,
  components: {
    // Arabic descenders reach lower: a label keeps its distance from the box and from its focus ring.
    InputWrapper: { styles: { label: { marginBlockEnd: 4 }, description: { marginBlockEnd: 4 } } },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--edge)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--now)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-strong)',
    '--mantine-color-teal-filled': 'var(--accent)',
    '--mantine-color-teal-filled-hover': 'var(--accent-strong)',
    '--mantine-color-teal-light': 'var(--accent-soft)',
    '--mantine-color-teal-light-hover': 'var(--accent-soft)',
    '--mantine-color-teal-light-color': 'var(--accent-strong)',
    '--mantine-color-teal-outline': 'var(--accent)',
  };
  return { variables: {}, light: shared, dark: shared };
};
