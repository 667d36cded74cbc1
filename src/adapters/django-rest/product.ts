/** What tells one product with a REST API made by Django REST framework from another. */
export interface Product {
  /** As messages name it, such as `NetBox`. */
  readonly name: string;
  /** How its environment variables begin, such as `NETBOX`. */
  readonly environment: string;
  /** The field of `/api/status/` that holds its version. */
  readonly versionField: string;
  /** What else may be wrong with a token that is not accepted; empty: nothing that is known. */
  readonly tokenHint: string;
  /** Rows asked for at once, unless the settings say otherwise. */
  readonly pageSize: number;
  /** An endpoint of a plugin, as an example. */
  readonly pluginEndpoint: string;
}
