import { posix } from "node:path";
import { listProjectFiles, projectFile } from "./project_files.ts";

export interface SourceFile {
  /** From the project's root, as in `http/app.ts`. */
  path: string;
  text: string;
  /** What it imports, statically or not: our own files by their path, others by their name. */
  imports: string[];
}

/** Every TypeScript file of the project. */
export async function readSources(): Promise<SourceFile[]> {
  const paths = (await listProjectFiles()).filter((path) => /\.tsx?$/.test(path));
  return await Promise.all(paths.map(async (path) => {
    const text = await Deno.readTextFile(projectFile(path));
    return { path, text, imports: importsOf(path, text) };
  }));
}

/** Static imports, re-exports, dynamic imports and type imports alike: `from "x"`, `import "x"`, `import("x")`. */
export function importsOf(path: string, text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const statement = /^\s*(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']/gm;
  const bare = /^\s*import\s*["']([^"']+)["']/gm;
  const dynamic = /\bimport\(\s*["'`]([^"'`]+)["'`]/g;
  const names = [statement, bare, dynamic].flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([, name]) => name)
  );
  return names.map((name) => {
    if (name.startsWith("@/")) return name.slice(2);
    return name.startsWith(".") ? posix.join(posix.dirname(path), name) : name;
  });
}

/** The names that a file exports where it declares them; `export default` has none. */
export function exportsOf(text: string): string[] {
  const declared =
    /^export (?:async |abstract )*(?:function\*?|const|let|class|interface|type) (\w+)/gm;
  return [...text.matchAll(declared)].map(([, name]) => name);
}

/** Functions and methods with their lengths, by the indentation that `deno fmt` gives their last line. */
export function functionsOf(text: string): { name: string; lines: number }[] {
  const code = text.split("\n");
  return code.flatMap((line, at) => {
    const head = line.match(/^( *)(?:export |default |async )*function\*? ?(\w*)/) ??
      line.match(/^( *)(?:export )?const (\w+) = .*\($/) ??
      line.match(/^( +)(?:async |static |override )*(#?\w+)\(.*\{$/);
    if (!head || /^(if|for|while|switch|catch)$/.test(head[2])) return [];
    const end = code.findIndex((each, i) =>
      i > at && new RegExp(`^${head[1]}[})](?!.*\\{$)`).test(each)
    );
    return end < 0 ? [] : [{ name: head[2], lines: end - at + 1 }];
  });
}
