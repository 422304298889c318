/** Asks until the answer is yes; two minutes at the most. */
export async function until(question: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (await question()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the node did not get ready within two minutes');
}
