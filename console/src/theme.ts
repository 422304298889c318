/** Mantine under our own tokens: its variables point at ours, so that no colour is fixed to one theme. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

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

const FONT = "'IBM Plex Sans Arabic', system-ui, 'Segoe UI', Tahoma, sans-serif";

export const theme = createTheme({
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  fontFamily: FONT,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Consolas, monospace",
  headings: { fontFamily: FONT, fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  defaultRadius: 4,
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
