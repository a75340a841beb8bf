/**
 * The mark: a pediment on four columns, and light in the doorway. The stone
 * takes the colour of the text around it; only the light has its own.
 */
export const PorticoMark = (props: { size?: number; className?: string }) => (
  <svg
    className={props.className}
    width={props.size ?? 28}
    height={props.size ?? 28}
    viewBox="0 0 32 32"
    fill="currentColor"
    aria-hidden="true"
    focusable="false"
  >
    <path d="M16 2.5 29.5 10.5H2.5Z" />
    <path d="M4 12.5H28V14.5H4Z" />
    <path d="M4.5 16H7.5V25.5H4.5ZM9.5 16H12V25.5H9.5ZM20 16H22.5V25.5H20ZM24.5 16H27.5V25.5H24.5Z" />
    <path d="M2.5 27H29.5V29.5H2.5Z" />
    <path
      d="M14 25.5V19A2 2 0 0 1 18 19V25.5Z"
      style={{ fill: 'var(--portico-nav-indicator, currentColor)' }}
    />
  </svg>
);
