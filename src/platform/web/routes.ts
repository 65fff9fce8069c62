/** The `:names` in a path, so that a link without one of them does not compile. */
export type Parameters<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Parameters<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

type Query = Record<string, string | number | undefined>

/** The address of a route from a module's table, with its parameters filled in and escaped. */
export function link<Path extends string>(
  path: Path,
  ...rest: [Parameters<Path>] extends [never]
    ? [parameters?: undefined, query?: Query]
    : [parameters: Record<Parameters<Path>, string>, query?: Query]
): string {
  const [parameters, query] = rest
  const filled = path.replace(/:([a-zA-Z]+)/g, (_whole, name: string) =>
    encodeURIComponent((parameters as Record<string, string> | undefined)?.[name] ?? ''),
  )
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined) as [
    string,
    string | number,
  ][]
  return pairs.length === 0
    ? filled
    : `${filled}?${new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, String(value)])).toString()}`
}
