/** A browser as narrow as a phone for as long as a test runs. */
export function onPhone(): { leave: () => void } {
  const original = window.matchMedia;
  const ignore = () => undefined;
  window.matchMedia = media => ({
    media,
    matches: media.includes('max-width'),
    onchange: null,
    addListener: ignore,
    removeListener: ignore,
    addEventListener: ignore,
    removeEventListener: ignore,
    dispatchEvent: () => true,
  });
  return {
    leave: () => {
      window.matchMedia = original;
    },
  };
}
