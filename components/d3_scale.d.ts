/** The part of d3-scale that the charts use; the package ships no types. */
export interface BandScale {
  (value: string): number | undefined;
  domain(values: string[]): BandScale;
  range(range: [number, number]): BandScale;
  paddingInner(padding: number): BandScale;
  paddingOuter(padding: number): BandScale;
  bandwidth(): number;
}

export interface LinearScale {
  (value: number): number;
  domain(domain: [number, number]): LinearScale;
  range(range: [number, number]): LinearScale;
  nice(count?: number): LinearScale;
  ticks(count?: number): number[];
}

export function scaleBand(): BandScale;
export function scaleLinear(): LinearScale;
