/** A key seen through a lens. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 24" className="size-5 text-accent" fill="none" aria-hidden="true">
      <circle cx="10" cy="10" r="7" stroke="currentColor" strokeWidth="2" />
      <path d="M15.2 15.2 21 21" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="8.2" cy="10" r="1.9" stroke="currentColor" strokeWidth="1.5" />
      <path d="M10.1 10h4.2m-1.5 0v1.8" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
