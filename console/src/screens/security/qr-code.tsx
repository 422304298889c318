/** A QR code drawn as one path, dark on light in both themes: cameras read it so. */
interface QrCodeProps {
  readonly rows: readonly (readonly boolean[])[];
  readonly label: string;
}

/**
 * @example
 * <QrCode rows={enrolment.code} label={t('security.app.qr')} />
 */
export function QrCode({ rows, label }: QrCodeProps) {
  const dark = rows.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      style={{ inlineSize: 220, blockSize: 220 }}
    >
      <rect width={rows.length} height={rows.length} fill="white" />
      <path d={dark.join('')} fill="black" />
    </svg>
  );
}
