/** The mark of Jisr: one arch whose two feet stand on two shores. */
export function Mark({ size = 28 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M7.5 22.6c0-7.2 3.6-12.1 8.5-12.1s8.5 4.9 8.5 12.1"
        stroke="currentColor"
        strokeWidth="2.7"
        strokeLinecap="round"
      />
      <path d="M3.2 24h8.2M20.6 24h8.2" stroke="currentColor" strokeWidth="2.7" strokeLinecap="round" />
    </svg>
  );
}
