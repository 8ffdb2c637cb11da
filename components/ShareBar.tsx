/** A part of the greatest, as a line across: the longer, the more. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg class="split-bar" width="100%" height="6" aria-hidden="true">
      <rect width={`${Math.round(share * 1000) / 10}%`} height="6" rx="3" />
    </svg>
  );
}
