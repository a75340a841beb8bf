import { contrastRatio } from '../../__testUtils__/contrastRatio';
import { buiStyleSheet, buiTokens } from './buiTokens';
import { muiPalette, muiTheme } from './muiTheme';
import { darkPalette, lightPalette, Palette } from './palette';

const AA_TEXT = 4.5;
const AA_SHAPES = 3;

const grounds = [
  '--bui-bg-app',
  '--bui-bg-neutral-1',
  '--bui-bg-neutral-2',
  '--bui-bg-neutral-3',
  '--bui-bg-neutral-4',
];
const inks = [
  '--bui-fg-primary',
  '--bui-fg-secondary',
  '--bui-fg-positive',
  '--bui-fg-negative',
  '--bui-fg-warning',
  '--bui-fg-announcement',
  '--portico-link',
  '--portico-link-hover',
];
const filled = ['positive', 'negative', 'warning', 'announcement'].flatMap(
  name => [
    [`--bui-${name}-fg`, `--bui-${name}-bg`],
    [`--bui-${name}-fg`, `--bui-${name}-bg-hover`],
    [`--bui-${name}-fg-subdued`, `--bui-${name}-bg-subdued`],
    [`--bui-${name}-fg-subdued`, `--bui-${name}-bg-subdued-hover`],
  ],
);
const textPairs = [
  ...grounds.flatMap(ground => inks.map(ink => [ink, ground])),
  ...filled,
  ['--bui-accent-fg', '--bui-accent-bg'],
  ['--bui-accent-fg', '--bui-accent-bg-hover'],
  ['--portico-nav-fg', '--portico-nav-bg'],
  ['--portico-nav-fg-quiet', '--portico-nav-bg'],
];
const shapePairs = grounds.flatMap(ground => [
  ['--bui-border-2', ground],
  ['--bui-ring', ground],
]);

/** The pairs that fall short, as readable lines; none is the wanted result. */
function tooFaint(palette: Palette, pairs: string[][], least: number) {
  const tokens = buiTokens(palette);
  return pairs
    .map(([ink, ground]) => ({
      pair: `${ink} on ${ground}`,
      ratio: contrastRatio(tokens[ink], tokens[ground]),
    }))
    .filter(({ ratio }) => !(ratio >= least));
}

describe('contrastRatio', () => {
  it('should agree with worked examples', () => {
    expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrastRatio('#ffffff', '#ffffff')).toBe(1);
  });
});

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
])('%s palette', (mode, palette) => {
  it('should let every text be read on its ground', () => {
    expect(tooFaint(palette, textPairs, AA_TEXT)).toEqual([]);
  });

  it('should let edges and the focus ring be seen', () => {
    expect(tooFaint(palette, shapePairs, AA_SHAPES)).toEqual([]);
  });

  it('should give the pages of core plugins readable text', () => {
    expect(muiTheme(palette).getTheme('v4')).toMatchObject({
      palette: {
        type: mode,
        background: { default: palette.canvas, paper: palette.surface },
      },
    });
    const mui = muiPalette(palette);
    const pairs = [
      [mui.text.primary, mui.background.default],
      [mui.text.secondary, mui.background.paper],
      [mui.link, mui.background.paper],
      [mui.primary.contrastText, mui.primary.main],
      [mui.secondary.contrastText, mui.secondary.main],
      [mui.status.ok, mui.background.paper],
      [mui.status.error, mui.background.paper],
      [mui.status.warning, mui.background.paper],
      [mui.errorText, mui.errorBackground],
      [mui.warningText, mui.warningBackground],
      [mui.infoText, mui.infoBackground],
      [mui.navigation.color, mui.navigation.navItem.hoverBackground],
      [mui.navigation.selectedColor, mui.navigation.background],
    ];
    for (const [ink, ground] of pairs) {
      expect(contrastRatio(ink, ground)).toBeGreaterThanOrEqual(AA_TEXT);
    }
  });

  it('should write the tokens for its own mode', () => {
    const sheet = buiStyleSheet(palette);
    expect(sheet).toContain(`[data-theme-mode='${mode}']`);
    expect(sheet).toContain(`--bui-accent-bg:${palette.accent};`);
  });

  it('should draw the edge of fields with a colour that is seen', () => {
    // The ratio of --bui-border-2 to every ground is asserted above.
    expect(buiStyleSheet(palette)).toMatch(
      /@layer base\{[^{]*\.bui-Input[^{]*\{box-shadow:[^;]*var\(--bui-border-2\)/,
    );
  });
});
