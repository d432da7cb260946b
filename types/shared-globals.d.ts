/**
 * The few platform globals pure code in `src/shared` may use. Node, Chromium and Electron all provide
 * them; declaring them here keeps `document`, `process` and the rest out of its reach.
 */

interface URLSearchParams extends Iterable<[string, string]> {
  readonly size: number;
  append(name: string, value: string): void;
  delete(name: string, value?: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  toString(): string;
  forEach(callback: (value: string, key: string, parent: URLSearchParams) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
}
declare var URLSearchParams: {
  prototype: URLSearchParams;
  new (
    init?: string | URLSearchParams | Record<string, string> | Iterable<readonly [string, string]>,
  ): URLSearchParams;
};

interface URL {
  hash: string;
  host: string;
  hostname: string;
  href: string;
  readonly origin: string;
  password: string;
  pathname: string;
  port: string;
  protocol: string;
  search: string;
  readonly searchParams: URLSearchParams;
  username: string;
  toString(): string;
  toJSON(): string;
}
declare var URL: {
  prototype: URL;
  new (url: string | URL, base?: string | URL): URL;
  canParse(url: string | URL, base?: string | URL): boolean;
  parse(url: string | URL, base?: string | URL): URL | null;
};

interface TextEncoder {
  readonly encoding: string;
  encode(input?: string): Uint8Array<ArrayBuffer>;
}
declare var TextEncoder: { prototype: TextEncoder; new (): TextEncoder };

interface TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(input?: ArrayBufferLike | ArrayBufferView, options?: { stream?: boolean }): string;
}
declare var TextDecoder: {
  prototype: TextDecoder;
  new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder;
};

declare function atob(data: string): string;
declare function btoa(data: string): string;
declare function structuredClone<T>(value: T): T;

interface CryptoKey {
  readonly type: 'private' | 'public' | 'secret';
  readonly extractable: boolean;
  readonly algorithm: { name: string };
  readonly usages: string[];
}
interface SubtleCrypto {
  digest(algorithm: string, data: ArrayBufferLike | ArrayBufferView): Promise<ArrayBuffer>;
  importKey(
    format: string,
    keyData: object,
    algorithm: string | object,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey>;
  generateKey(
    algorithm: string | object,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey | { publicKey: CryptoKey; privateKey: CryptoKey }>;
  verify(
    algorithm: string | object,
    key: CryptoKey,
    signature: ArrayBufferLike | ArrayBufferView,
    data: ArrayBufferLike | ArrayBufferView,
  ): Promise<boolean>;
  sign(
    algorithm: string | object,
    key: CryptoKey,
    data: ArrayBufferLike | ArrayBufferView,
  ): Promise<ArrayBuffer>;
}
declare var crypto: { readonly subtle: SubtleCrypto };
