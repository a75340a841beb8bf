/** What each system reads best in; nothing is downloaded. */
export const textFont =
  "-apple-system, 'Segoe UI', Roboto, Ubuntu, Cantarell, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif";
