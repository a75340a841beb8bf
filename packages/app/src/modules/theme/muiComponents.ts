import { UnifiedThemeOptions } from '@backstage/theme';
import { Palette } from './palette';

type Components = NonNullable<UnifiedThemeOptions['components']>;

/** The list of filters beside a table, which Backstage paints grey. */
const listPicker = (palette: Palette) => ({
  styleOverrides: {
    root: {
      backgroundColor: 'transparent',
      border: `1px solid ${palette.border}`,
    },
    title: { textTransform: 'none', fontSize: 13 },
    // Room for the word between its icon and its count.
    menuItem: { minHeight: 40, paddingLeft: 8, paddingRight: 36 },
    listIcon: { minWidth: 28 },
    groupWrapper: { boxShadow: 'none', margin: '4px 4px 12px' },
  },
});

/** Flat surfaces with a line around them, as everywhere in Portico. */
const paper = (palette: Palette) => {
  const flat = { boxShadow: 'none', border: `1px solid ${palette.border}` };
  return {
    styleOverrides: {
      root: { backgroundImage: 'none' },
      elevation1: flat,
      elevation2: flat,
    },
  };
};

const chip = (palette: Palette) => ({
  styleOverrides: {
    root: {
      marginRight: 8,
      marginBottom: 8,
      backgroundColor: palette.sunken,
      color: palette.text,
    },
    deleteIcon: { color: palette.muted },
  },
});

/** The first column stands below the title of its table. */
const edge = { paddingLeft: 20 };

/** Narrow enough that the catalog's columns fit a laptop beside the sidebar. */
const tableCell = (palette: Palette) => ({
  styleOverrides: {
    root: {
      padding: '14px 8px',
      lineHeight: 1.3,
      borderBottom: 0,
      verticalAlign: 'middle',
      overflowWrap: 'break-word',
      '&:first-child': edge,
    },
    sizeSmall: { padding: '10px 8px', '&:first-child': edge },
    head: { color: palette.muted, lineHeight: 1.2, whiteSpace: 'nowrap' },
  },
});

const tableHeader = {
  styleOverrides: {
    header: { padding: '10px 8px', '&:first-child': edge },
  },
};

const tab = (palette: Palette) => ({
  styleOverrides: {
    root: {
      minHeight: 24,
      minWidth: 0,
      color: palette.muted,
      textTransform: 'none',
      '&:hover': { color: palette.text, background: palette.sunken },
      '&.Mui-selected': { color: palette.text },
    },
  },
});

/** What the pages of Backstage's own plugins need to fit in. */
export function muiComponents(palette: Palette): Components {
  const components = {
    MuiButton: { styleOverrides: { root: { textTransform: 'none' } } },
    MuiChip: chip(palette),
    MuiPaper: paper(palette),
    MuiTab: tab(palette),
    MuiTableCell: tableCell(palette),
    MuiToggleButton: {
      styleOverrides: {
        root: {
          color: palette.muted,
          textTransform: 'none',
          '&.Mui-selected': { color: palette.text },
        },
      },
    },
    BackstageTableHeader: tableHeader,
    CatalogReactUserListPicker: listPicker(palette),
  };
  // Material UI does not know the names of Backstage's own components.
  return components as Components;
}
