/** What Backstage's own pages do wrong that no theme can mend: the rule, and why it may stay. */
export const allowed = {
  main: { 'one-main': 'the page layout of Backstage has no main landmark' },
  table: {
    'nested-interactive':
      'material-table puts the button that sorts into one that drags',
    'target-size': 'the headings that sort are as high as their line',
  },
  tabs: {
    'aria-valid-attr-value': 'the tabs name panels that are not in the page',
  },
  picker: {
    'nested-interactive': 'the template card has buttons within a button',
    'link-name': 'the icon that opens the source has no name',
  },
  results: { listitem: 'the results of a search are items of no list' },
  handles: {
    'aria-command-name': 'the columns of icons are dragged by nameless handles',
  },
  waiting: {
    'aria-progressbar-name': 'the bar that says a card loads has no name',
  },
} as const;
