/** Draws what mail clients cannot. */
export interface Pictures {
  /** An SVG as PNG, so many pixels wide; the same bytes for the same drawing. */
  png(svg: string, widthPixels: number): Promise<Uint8Array<ArrayBuffer>>;
}
