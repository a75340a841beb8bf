import { textFont } from './fonts';
import { Palette, StatePalette } from './palette';

/** The tokens of one kind of news, as Backstage UI names them. */
function stateTokens(name: string, state: StatePalette) {
  return {
    [`--bui-fg-${name}`]: state.text,
    [`--bui-${name}-bg`]: state.solid,
    [`--bui-${name}-bg-hover`]: state.solid,
    [`--bui-${name}-bg-subdued`]: state.subdued,
    [`--bui-${name}-bg-subdued-hover`]: state.subdued,
    [`--bui-${name}-border`]: state.border,
    [`--bui-${name}-fg`]: state.onSolid,
    [`--bui-${name}-fg-subdued`]: state.onSubdued,
  };
}

/* eslint-disable @backstage/no-deprecated-bui-tokens -- the buttons and alerts
   of Backstage UI 0.20 read these names still; without them they stay blue. */
/** The names that older parts of Backstage UI still read. */
function olderTokens(palette: Palette) {
  return {
    '--bui-bg-solid': palette.accent,
    '--bui-bg-solid-hover': palette.accentHover,
    '--bui-bg-solid-pressed': palette.accentHover,
    '--bui-bg-solid-disabled': palette.accentDisabled,
    '--bui-fg-solid': palette.onAccent,
    '--bui-fg-solid-disabled': palette.onAccentDisabled,
    '--bui-bg-danger': palette.negative.subdued,
    '--bui-bg-warning': palette.warning.subdued,
    '--bui-bg-success': palette.positive.subdued,
    '--bui-bg-info': palette.info.subdued,
    '--bui-fg-danger': palette.negative.text,
    '--bui-fg-success': palette.positive.text,
    '--bui-fg-info': palette.info.text,
    '--bui-fg-danger-on-bg': palette.negative.onSubdued,
    '--bui-fg-warning-on-bg': palette.warning.onSubdued,
    '--bui-fg-success-on-bg': palette.positive.onSubdued,
    '--bui-fg-info-on-bg': palette.info.onSubdued,
    '--bui-border-danger': palette.negative.border,
    '--bui-border-warning': palette.warning.border,
    '--bui-border-success': palette.positive.border,
    '--bui-border-info': palette.info.border,
  };
}
/* eslint-enable @backstage/no-deprecated-bui-tokens */

/** Backstage UI's design tokens in the colours of a palette. */
export function buiTokens(palette: Palette): Record<string, string> {
  return {
    '--bui-font-regular': textFont,
    '--bui-ring': palette.link,
    '--bui-bg-app': palette.canvas,
    '--bui-bg-neutral-1': palette.surface,
    '--bui-bg-neutral-2': palette.sunken,
    '--bui-bg-neutral-3': palette.raised,
    '--bui-bg-neutral-4': palette.top,
    '--bui-fg-primary': palette.text,
    '--bui-fg-secondary': palette.muted,
    '--bui-fg-disabled': palette.disabled,
    '--bui-border-1': palette.border,
    '--bui-border-2': palette.borderStrong,
    '--bui-accent-bg': palette.accent,
    '--bui-accent-bg-hover': palette.accentHover,
    '--bui-accent-bg-disabled': palette.accentDisabled,
    '--bui-accent-fg': palette.onAccent,
    '--bui-accent-fg-disabled': palette.onAccentDisabled,
    ...stateTokens('positive', palette.positive),
    ...stateTokens('negative', palette.negative),
    ...stateTokens('warning', palette.warning),
    ...stateTokens('announcement', palette.info),
    ...olderTokens(palette),
    '--portico-link': palette.link,
    '--portico-link-hover': palette.linkHover,
    '--portico-stone': palette.stone,
    '--portico-nav-bg': palette.nav.background,
    '--portico-nav-fg': palette.nav.selected,
    '--portico-nav-fg-quiet': palette.nav.text,
    '--portico-nav-indicator': palette.nav.indicator,
  };
}

/** Everything of Backstage UI that something is typed into or chosen from. */
const FIELDS =
  ':is(.bui-Input,.bui-TextArea,.bui-SelectTrigger,.bui-ComboboxInput,.bui-SearchFieldInputWrapper)';
const INVALID = `:is(${FIELDS}[data-invalid],[data-invalid] ${FIELDS})`;

/**
 * Gives fields an edge that can be seen (WCAG 1.4.11), and a stronger one for what is wrong.
 * The first stands in the layer below the components', so that theirs for focus still wins.
 */
const FIELD_EDGES = [
  '@layer tokens, base, components, theme, utilities;',
  `@layer base{${FIELDS}{box-shadow:inset 0 0 0 1px var(--bui-border-2);}}`,
  `@layer theme{${INVALID}{box-shadow:inset 0 0 0 1px var(--bui-fg-negative);}`,
  `${INVALID}:is([data-focused],:focus,:focus-within){box-shadow:inset 0 0 0 2px var(--bui-fg-negative);}}`,
].join('');

/** Tabs below a title have no ring of their own when the keyboard comes to them. */
const TAB_RING =
  '.bui-HeaderNavItem:focus-visible,.bui-HeaderNavGroup:focus-visible{outline:2px solid var(--bui-ring);outline-offset:-2px;}';

/** What a search found, marked in the house's colours instead of the browser's yellow. */
const FOUND_WORDS =
  'mark{background:var(--bui-warning-bg-subdued);color:var(--bui-warning-fg-subdued);}';

/** The tokens as a style sheet that wins over Backstage UI's own layer. */
export function buiStyleSheet(palette: Palette): string {
  const lines = Object.entries(buiTokens(palette)).map(
    ([name, value]) => `${name}:${value};`,
  );
  return `${FIELD_EDGES}${FOUND_WORDS}${TAB_RING}:root,[data-theme-mode='${
    palette.mode
  }']{${lines.join('')}}`;
}
