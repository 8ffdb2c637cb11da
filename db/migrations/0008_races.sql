CREATE TABLE `race_entries` (
	`user_id` text NOT NULL,
	`race_id` text NOT NULL,
	`is_shown` integer NOT NULL,
	`goal_a_seconds` integer,
	`goal_b_seconds` integer,
	`goal_c_seconds` integer,
	`result_seconds` integer,
	`run_source` text,
	`run_hash` text,
	`notes` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `race_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`race_id`) REFERENCES `races`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `race_entries_race` ON `race_entries` (`race_id`);--> statement-breakpoint
CREATE TABLE `races` (
	`id` text PRIMARY KEY NOT NULL,
	`added_by` text,
	`name` text NOT NULL,
	`date` text NOT NULL,
	`distance_meters` real NOT NULL,
	`place` text NOT NULL,
	`country` text,
	`surface` text NOT NULL,
	`url` text,
	`folded` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`merged_into` text,
	FOREIGN KEY (`added_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`merged_into`) REFERENCES `races`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `races_by_date` ON `races` (`merged_into`,`date`,`id`);--> statement-breakpoint
CREATE INDEX `races_added` ON `races` (`added_by`);