/** Claims with those that do not hold in front. */
export function falseFirst<Claim extends { readonly holds: boolean }>(
  claims: readonly Claim[],
): Claim[] {
  return [...claims].sort((a, b) => Number(a.holds) - Number(b.holds));
}

/** `All 3 statements hold`, or how many do not. */
export function verdictText(claims: readonly { readonly holds: boolean }[]): string {
  const failing = claims.filter(({ holds }) => !holds).length;
  if (claims.length === 0) return "Nothing was claimed";
  if (failing > 0) {
    const statements = claims.length === 1 ? "statement" : "statements";
    return `${failing} of ${claims.length} ${statements} ${failing === 1 ? "does" : "do"} not hold`;
  }
  return claims.length === 1 ? "The one statement holds" : `All ${claims.length} statements hold`;
}
