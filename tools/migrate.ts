import { readDatabaseConfig } from "@/config.ts";
import { migrateDatabase, openDatabase } from "@/db/client.ts";

const { url, token } = readDatabaseConfig();
const { db, close } = await openDatabase(url, token);
await migrateDatabase(db);
close();
console.log("The database is up to date.");
