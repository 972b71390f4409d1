import { readdir } from 'node:fs/promises'
import { Command } from 'commander'

/** What a file in `commands/` exports: it adds its commands to the program. */
export interface CommandModule { register: (program: Command) => void }

/** Runs the `phaodai` command line; every file in `commands/` adds what it can do. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('phaodai').description('Pháo Đài: điều hành phòng, chống dịch từ văn bản đến nhiệm vụ')
  program.showHelpAfterError('(dùng --help để xem hướng dẫn)')
  for (const file of await commandFiles()) {
    const module = await import(new URL(`./commands/${file}`, import.meta.url).href) as CommandModule
    module.register(program)
  }
  await program.parseAsync([...argv])
}

async function commandFiles(): Promise<string[]> {
  const files = await readdir(new URL('./commands/', import.meta.url))
  return files.filter(file => /^[a-z-]+\.ts$/.test(file)).sort()
}
