const root = new URL("../../", import.meta.url);
/** As in `.gitignore`, for a copy of the project without its git. */
const NOT_OURS = [".git", "node_modules", "data", "static/islands"];

/** Every file of the project as it lies here, committed or not, by its path from the root. */
export async function listProjectFiles(): Promise<string[]> {
  const files = await askGit() ?? await walk("");
  return files.filter(exists).sort();
}

export function projectFile(path: string): URL {
  return new URL(path, root);
}

async function askGit(): Promise<string[] | undefined> {
  try {
    const { success, stdout } = await new Deno.Command("git", {
      args: ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      cwd: root,
    }).output();
    if (success) return new TextDecoder().decode(stdout).split("\0").filter(Boolean);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function walk(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(new URL(folder, root))) {
    if (NOT_OURS.includes(folder + name)) continue;
    if (isDirectory) found.push(...await walk(`${folder}${name}/`));
    else found.push(folder + name);
  }
  return found;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(projectFile(path)).isFile;
  } catch {
    return false; // deleted, and the deletion is not committed yet
  }
}
