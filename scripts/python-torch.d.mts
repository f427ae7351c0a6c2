/** A Python with torch: its command and what its environment needs. */
export interface PythonTorch {
  readonly command: string;
  readonly env: Readonly<Record<string, string>>;
}

export declare const TORCH_VERSION: string;
export declare function namedPython(variable: string): PythonTorch | undefined;
export declare function pythonOnPath(): PythonTorch | undefined;
export declare function environmentFolder(): string;
export declare function madePython(options: { make: boolean }): PythonTorch | undefined;
