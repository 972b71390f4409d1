import { readdir } from 'node:fs/promises'
import { Command } from 'commander'

/** What a file in `commands/` exports: it adds the command of its name to the program. */
export interface CommandModule { register: (program: Command) => void }

/** Runs the `phaodai` command line: a file in `commands/` holds the command of its name, and only that one is loaded; all of them for the help. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('phaodai').description('Pháo Đài: điều hành phòng, chống dịch từ văn bản đến nhiệm vụ')
  program.showHelpAfterError('(dùng --help để xem hướng dẫn)')
  const files = await commandFiles()
  const asked = files.filter(file => file === `${argv[2]}.ts`)
  for (const file of asked.length > 0 ? asked : files) {
    const module = await import(new URL(`./commands/${file}`, import.meta.url).href) as CommandModule
    module.register(program)
  }
  await program.parseAsync([...argv])
}

async function commandFiles(): Promise<string[]> {
  const files = await readdir(new URL('./commands/', import.meta.url))
  return files.filter(file => /^[a-z-]+\.ts$/.test(file)).sort()
}
