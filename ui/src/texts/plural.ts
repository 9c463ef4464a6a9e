const NUMBER = new Intl.NumberFormat("en");

/** A count as people read it: 12,345. */
export function formatCount(count: number): string {
  return NUMBER.format(count);
}

/** A count with its noun: 1 secret, 2 secrets, 1,000 secrets. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
